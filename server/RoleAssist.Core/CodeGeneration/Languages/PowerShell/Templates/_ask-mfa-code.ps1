if ($Host.Name -eq 'ConsoleHost' -and [Console]::IsInputRedirected) {
    # Read-Host would exit PowerShell here without an error.
    $code = [Console]::In.ReadLine()
}
else {
    # A secure string is neither shown nor written to transcripts.
    $typed = Read-Host -Prompt "MFA code of $serial" -AsSecureString
    $code = [System.Net.NetworkCredential]::new('', $typed).Password
}
