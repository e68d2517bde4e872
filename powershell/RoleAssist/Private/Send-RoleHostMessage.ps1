function Send-RoleHostMessage {
    <#
    .SYNOPSIS
    Writes a message with the headers of the Language Server Protocol
    (https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#baseProtocol).
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [hashtable] $Connection,

        [Parameter(Mandatory = $true)]
        [hashtable] $Message
    )

    $Message.jsonrpc = '2.0'
    $body = [System.Text.Encoding]::UTF8.GetBytes((ConvertTo-Json -InputObject $Message -Depth 8 -Compress))
    $header = [System.Text.Encoding]::ASCII.GetBytes("Content-Length: $($body.Length)`r`n`r`n")
    try {
        $Connection.Input.Write([byte[]] ($header + $body), 0, $header.Length + $body.Length)
        $Connection.Input.Flush()
    }
    catch {
        throw (New-RoleError -Id 'HostEnded' -Message 'The RoleAssist process of this PowerShell has ended. Run Use-AwsRole again.')
    }
}
