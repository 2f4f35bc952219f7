"""Steps (催收步骤): what an office does next about each sum, by a plan that is data, and why.

Owns plans (read from YAML, checked before they are used), what has happened of them by the facts of a case, what holds
a sum out of them (promises, objections, holds, stops of the law), and that no plan outruns limitation or a guarantee
period. Steps are the office's own (内部步骤): none of their days is a period of law. Reads no matter folder and no
clock; writes nothing.
"""
