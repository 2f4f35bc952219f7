"""Timeline (时间线): a matter over time, as data, as a drawing and as files.

``marks`` owns what happened and when, ``bars`` what runs until when, ``chronicle`` both together with what stands out,
``drawing`` the picture (SVG, no script), ``files`` what is written into the matter. Counts no period: every end is the
answer of ``deadlines``.
"""
