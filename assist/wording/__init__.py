"""Words by a language model, beside everything else: asked for when a prompt is out, and refused when in doubt.

`polisher` takes what is to be asked from the runner, `request` hides persons and says what is wanted, `endpoint` asks,
`refusals` judges the answer. Nothing here is needed for a prompt.
"""
