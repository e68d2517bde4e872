$code = "$code".Trim()
if ($code -notmatch '^[0-9]{6}$') {
    throw 'An MFA code has six digits.'
}
