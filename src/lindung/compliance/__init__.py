"""Does a wage report agree with the law of each month?"""
