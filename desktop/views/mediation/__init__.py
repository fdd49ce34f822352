"""调解: the list of cases, the case desk with its living paper, the counter where a dispute is registered."""
