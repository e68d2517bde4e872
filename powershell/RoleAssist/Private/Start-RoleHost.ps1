function Start-RoleHost {
    <#
    .SYNOPSIS
    Starts the host that holds and renews the roles of this PowerShell.
    .DESCRIPTION
    It speaks JSON-RPC over its standard streams, as with an editor, and ends with this process. It is detached from the
    terminal, so Ctrl-C does not reach it.
    .OUTPUTS
    The connection.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The public functions ask.')]
    [CmdletBinding()]
    [OutputType([hashtable])]
    param(
        # The environment without a role.
        [Parameter(Mandatory = $true)]
        [System.Collections.IDictionary] $Environment
    )

    $program = Find-RoleHost
    $start = New-Object -TypeName System.Diagnostics.ProcessStartInfo -ArgumentList $program, 'serve --stdio --detached --log-level None'
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    foreach ($name in $Environment.Keys) {
        if ($null -eq $Environment[$name]) {
            $start.EnvironmentVariables.Remove($name)
        }
        else {
            $start.EnvironmentVariables[$name] = $Environment[$name]
        }
    }

    # The .NET Framework would begin stdin with the preamble of the console's encoding, which is not part of a message.
    $encoding = [Console]::InputEncoding
    $hasPreamble = $PSVersionTable.PSEdition -eq 'Desktop' -and $encoding.GetPreamble().Length -gt 0
    if ($hasPreamble) {
        [Console]::InputEncoding = New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false
    }

    try {
        $process = [System.Diagnostics.Process]::Start($start)
    }
    catch {
        throw (New-RoleError -Id 'HostNotStarted' -Message "RoleAssist cannot be started: $($_.Exception.GetBaseException().Message)" -Target $program)
    }
    finally {
        if ($hasPreamble) {
            [Console]::InputEncoding = $encoding
        }
    }

    $connection = @{
        Program  = $program
        Process  = $process
        Input    = $process.StandardInput.BaseStream
        Output   = $process.StandardOutput.BaseStream
        Chunk    = New-Object -TypeName byte[] -ArgumentList 65536
        Received = New-Object -TypeName System.IO.MemoryStream
        Reading  = $null
        LastId   = 0
    }
    $null = Get-RoleHostResult -Connection $connection -Method 'initialize' -Params @{
        processId  = $PID
        clientInfo = @{ name = 'PowerShell'; version = "$($PSVersionTable.PSVersion)" }
    }
    $connection
}
