"""What is asked: the 审核表 of 公租房 and its supplements. No Qt, no SQL, no HTTP."""
