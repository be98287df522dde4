"""Cases before and around the talk: drafts, posting, versions, who may see them, how they end."""
