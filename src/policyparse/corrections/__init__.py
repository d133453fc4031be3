"""What a reader set right on the review page, merged into a notice.

`records` are the corrections, `apply` merges them: `places` finds the record that one names, `editing` sets its field.
"""
