if ($Host.Name -eq 'ConsoleHost' -and [Console]::IsInputRedirected) {
    # Here Read-Host would end PowerShell without an error.
    $code = [Console]::In.ReadLine()
}
else {
    # As a secure string, the code shows on no screen and in no transcript.
    $typed = Read-Host -Prompt "MFA code of $serial" -AsSecureString
    $code = [System.Net.NetworkCredential]::new('', $typed).Password
}
