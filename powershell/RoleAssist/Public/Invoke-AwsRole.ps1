function Invoke-AwsRole {
    <#
    .SYNOPSIS
    Runs a block with one or several AWS roles, and returns an object for each account and region.
    .DESCRIPTION
    All roles are assumed first, with one MFA code. Then the block runs once for each profile and region. In the block,
    $_ is the role, with Profile, Account, Arn and Region. Afterwards everything is as it was before, even if the block
    fails or is stopped.

    Each object has Profile, Account, Region, Value (what the block wrote), ExitCode (of its last program) and Error. A
    block failed if it threw, if it wrote an error, or if its last program ended with another code than 0: what that
    program wrote to stderr is the Error. A block for which another code is fine sets $global:LASTEXITCODE = 0. What other
    programs write to stderr is a warning. A role that cannot be assumed has an Error, and the others go on.

    With -Parallel (PowerShell 7), the blocks run at the same time, in runspaces: the caller's variables are there as
    $using:name, and functions and modules of the caller are not, except the AWS Tools. Programs would work with the
    credentials of the process there: run them with Invoke-AwsCommand, as in { Invoke-AwsCommand terraform plan }. For
    aws this is done for you.
    .PARAMETER Profile
    The profiles in the AWS files.
    .PARAMETER ScriptBlock
    What to run.
    .PARAMETER Region
    The regions to run it in, instead of each profile's own.
    .PARAMETER ArgumentList
    Arguments for the block's parameters.
    .PARAMETER MfaCode
    The current code of the MFA device, as a secure string. Without it, you are asked if a code is needed.
    .PARAMETER Parallel
    Runs the blocks at the same time. Needs PowerShell 7.
    .PARAMETER ThrottleLimit
    How many run at the same time, 10 by default.
    .OUTPUTS
    RoleAssist.Result
    .EXAMPLE
    Invoke-AwsRole -Profile dev, test, prod { Get-S3Bucket } | Where-Object Error

    Shows the accounts in which it failed.
    .EXAMPLE
    Invoke-AwsRole -Profile dev, prod -Region eu-west-1, us-east-1 { aws ec2 describe-instances | ConvertFrom-Json } -Parallel

    Runs in two regions of two accounts at the same time.
    .EXAMPLE
    Get-Content accounts.txt | Invoke-AwsRole -ScriptBlock { param($Name) Get-IAMRole -RoleName $Name } -ArgumentList Auditor

    Takes the profiles from a file and passes an argument.
    .LINK
    Use-AwsRole
    #>
    [CmdletBinding()]
    [OutputType('RoleAssist.Result')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [Alias('ProfileName')]
        [ArgumentCompleter({ & (Get-Module -Name 'RoleAssist') { Complete-AwsProfile -Word $args[0] } $args[2] })]
        [string[]] $Profile,

        [Parameter(Mandatory = $true, Position = 1)]
        [scriptblock] $ScriptBlock,

        [ArgumentCompleter({ & (Get-Module -Name 'RoleAssist') { Complete-AwsRegion -Word $args[0] } $args[2] })]
        [string[]] $Region,

        [object[]] $ArgumentList = @(),

        [securestring] $MfaCode,

        [switch] $Parallel,

        [ValidateRange(1, 1000)]
        [int] $ThrottleLimit = 10
    )

    begin {
        # With another preference, a throw would not end a function.
        $ErrorActionPreference = 'Stop'
        if ($Parallel -and $PSVersionTable.PSVersion.Major -lt 7) {
            throw (New-RoleError -Id 'NotSupported' -Message '-Parallel needs PowerShell 7. Omit it, or run the script with pwsh.')
        }

        $names = New-Object -TypeName 'System.Collections.Generic.List[string]'
    }

    process {
        foreach ($name in $Profile) {
            $names.Add($name)
        }
    }

    end {
        $ErrorActionPreference = 'Stop'
        Initialize-AwsTools
        $connection = Connect-RoleHost
        $runs = @(Get-RoleRun -Connection $connection -Profile $names -Region $Region -MfaCode $MfaCode)
        if ($Parallel) {
            Invoke-ParallelBlock -Runs $runs -Program $connection.Program -ScriptBlock $ScriptBlock -ArgumentList $ArgumentList -ThrottleLimit $ThrottleLimit -SessionState $PSCmdlet.SessionState
            return
        }

        foreach ($run in $runs) {
            if ($null -ne $run.Error) {
                New-RoleResult -Role $run.Role -Outcome @{ Values = @(); Errors = @(); Thrown = $run.Error; ExitCode = $null }
            }
            else {
                Invoke-RoleBlock -Run $run -ScriptBlock $ScriptBlock -ArgumentList $ArgumentList -SessionState $PSCmdlet.SessionState
            }
        }
    }
}
