function Receive-RoleHostMessage {
    <#
    .SYNOPSIS
    Waits for the host's next message and returns it.
    #>
    [CmdletBinding()]
    [OutputType([psobject])]
    param(
        [Parameter(Mandatory = $true)]
        [hashtable] $Connection
    )

    # Each byte becomes one character, so lengths are those of the bytes.
    $latin = [System.Text.Encoding]::GetEncoding(28591)
    while ($true) {
        $received = $Connection.Received.ToArray()
        $header = [regex]::Match($latin.GetString($received), '^(?:[^\r\n]+\r\n)*?Content-Length: (\d+)\r\n(?:[^\r\n]+\r\n)*\r\n')
        $end = if ($header.Success) { $header.Length + [int] $header.Groups[1].Value } else { [int]::MaxValue }
        if ($received.Length -ge $end) {
            $Connection.Received.SetLength(0)
            $Connection.Received.Write($received, $end, $received.Length - $end)
            $text = [System.Text.Encoding]::UTF8.GetString($received, $header.Length, $end - $header.Length)

            # What ConvertFrom-Json does. Module logging records the arguments of cmdlets, but not those of methods.
            $fault = $null
            return [Microsoft.PowerShell.Commands.JsonObject]::ConvertFromJson($text, [ref] $fault)
        }

        # Ctrl-C does not interrupt a read, but it interrupts this loop. The next call goes on with the same read.
        if ($null -eq $Connection.Reading) {
            $Connection.Reading = $Connection.Output.ReadAsync($Connection.Chunk, 0, $Connection.Chunk.Length)
        }

        while (-not $Connection.Reading.Wait(100)) { }
        $count = $Connection.Reading.Result
        $Connection.Reading = $null
        if ($count -eq 0) {
            throw (New-RoleError -Id 'HostEnded' -Message 'The RoleAssist process of this PowerShell has ended. Run Use-AwsRole again.')
        }

        $Connection.Received.Write($Connection.Chunk, 0, $count)
    }
}
