"""Words in pictures (图片文字识别): scans, photographs and screenshots read on this machine, if the extra is there.

Owns pages as pictures, the engine behind one door, the order of what it finds, and what is kept of it. The engine is an
extra; without it this room reads only what was kept before. Opens no connection: the models lie in the wheel.
"""
