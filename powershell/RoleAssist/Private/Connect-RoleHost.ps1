function Connect-RoleHost {
    <#
    .SYNOPSIS
    Returns the connection to the host of this PowerShell, which is started when it is first needed.
    .DESCRIPTION
    A host reads the environment when it starts. If the user has since named other AWS files, a new host takes over.
    #>
    [CmdletBinding()]
    [OutputType([hashtable])]
    param()

    $environment = Get-OwnEnvironment
    $facts = ($environment.GetEnumerator() | Where-Object -Property 'Value' -NE -Value $null) -join "`n"
    $connection = $script:RoleAssist.Connection
    if ($null -eq $connection -or $connection.Process.HasExited -or $connection.Environment -cne $facts) {
        # A role that is in use depends on its host, which keeps running until this process ends.
        $connection = Start-RoleHost -Environment $environment
        $connection.Environment = $facts
        $script:RoleAssist.Connection = $connection
    }

    $connection
}
