"""The stories of the demo: eight cases and a draft. All of them are invented."""

from consult.demo.stories import (
    amber_wren,
    cobalt_plover,
    copper_birch,
    flint_kestrel,
    linen_skylark,
    ochre_alder,
    quartz_maple,
    slate_heron,
    teal_kingfisher,
)

STORIES = (
    linen_skylark.STORY,
    ochre_alder.STORY,
    copper_birch.STORY,
    amber_wren.STORY,
    quartz_maple.STORY,
    cobalt_plover.STORY,
    slate_heron.STORY,
    flint_kestrel.STORY,
)
"""Cases that were posted, oldest first."""
DRAFT = teal_kingfisher.STORY
"""What Ines has begun to write."""
