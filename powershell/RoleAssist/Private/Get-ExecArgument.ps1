function Get-ExecArgument {
    <#
    .SYNOPSIS
    Returns the arguments of "roleassist exec" that name a session which the host holds.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        # AssumeParams of the contract, with which the session was requested.
        [Parameter(Mandatory = $true)]
        [hashtable] $Request,

        [string] $Region
    )

    if ($Request['profile']) { $Request.profile } else { $Request.roleArn }
    if ($Request['sourceProfile']) {
        '--source-profile'
        $Request.sourceProfile
    }

    if ($Request['durationSeconds']) {
        '--duration'
        "$($Request.durationSeconds)"
    }

    '--region'
    $Region
}
