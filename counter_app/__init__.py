"""The counter of the service hall: from the 审核表 to the receipt, with or without a network."""
