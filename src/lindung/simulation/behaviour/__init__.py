"""How a worker behaves: one file a decision, plain scalar functions, each with its equation and source.

Every function takes the numbers of one worker and gives the next; it knows no array, no other worker and no random
generator: draws come in as uniforms on [0, 1). `p` is the `Parameters` of the run.
"""
