«include ask-mfa-code»

«include check-mfa-code»
