"""A gym day without a gym: exact poses of many athletes through counting, session and journal."""
