"""What the law and the policy say of a form: pure functions over what `forms` has judged."""
