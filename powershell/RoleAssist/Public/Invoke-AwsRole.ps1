function Invoke-AwsRole {
    <#
    .SYNOPSIS
    Runs a block with one or several AWS roles, and returns an object for each account and region.
    .DESCRIPTION
    All roles are assumed first, with one MFA code. Then the block runs once for each profile and region. In the block,
    $_ is the role, with Profile, Account, Arn and Region, and Get-AwsRole returns it. Afterwards everything is as it was
    before, even if the block fails or is stopped.

    Each object has Profile, Account, Region, Value (what the block wrote), ExitCode (of its last program) and Error. A
    block failed if it threw, if it wrote an error, or if its last program ended with another code than 0: what that
    program wrote to stderr is the Error. A block for which another code is fine sets $global:LASTEXITCODE = 0. What other
    programs write to stderr is a warning. A role that cannot be assumed has an Error, and the others go on.

    With -Parallel (PowerShell 7), the blocks run at the same time, in runspaces: the caller's variables are there as
    $using:name, and functions and modules of the caller are not, except the AWS Tools. Programs would work with the
    credentials of the process there: run them with Invoke-AwsCommand, as in { Invoke-AwsCommand terraform plan }. For
    aws this is done for you.
    Profiles that are named are used without a question. A pattern, a file or an organization may select more than you
    expect: before several accounts you are asked, and if some are production you type how many.
    .PARAMETER Profile
    The profiles in the AWS files, or roles as an ARN or ACCOUNT/NAME. With * or ? or a condition, all are patterns of
    profiles, as in "roleassist run --profiles".
    .PARAMETER AccountsFile
    A file with accounts in CSV, JSON, JSON lines or YAML: id, and optionally name, role, profile and other columns. Its
    regions are not used: name them with -Region.
    .PARAMETER Organization
    A profile that may list the accounts of its organization.
    .PARAMETER OrganizationalUnit
    Organizational units by ID, name or path, with all below them.
    .PARAMETER Role
    The name of the role to assume in each account.
    .PARAMETER ScriptBlock
    What to run.
    .PARAMETER SourceProfile
    The profile whose credentials assume the roles.
    .PARAMETER Include
    Only accounts with one of these values of an attribute or tag: 'env=prod,stage'. All conditions must match.
    .PARAMETER Exclude
    Not the accounts with one of these values.
    .PARAMETER Region
    The regions to run it in, instead of each profile's own.
    .PARAMETER DurationSeconds
    How long the credentials are valid before they are renewed, 900 to 43200 seconds.
    .PARAMETER ArgumentList
    Arguments for the block's parameters.
    .PARAMETER MfaCode
    The current code of the MFA device, as a secure string. Without it, you are asked if a code is needed.
    .PARAMETER ConfirmProduction
    The number of production accounts in the selection, which is otherwise to be typed. Without production,
    -Confirm:$false is enough.
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
    .EXAMPLE
    Invoke-AwsRole 'payments-*' -WhatIf { terraform plan }

    Shows the accounts that a pattern selects. With -ConfirmProduction 1 instead of -WhatIf, it runs without a question
    if one of them is production.
    .EXAMPLE
    Invoke-AwsRole 222233334444/developer -SourceProfile home { Get-AwsRole }

    Uses a role without a profile.
    .EXAMPLE
    Invoke-AwsRole -Organization org -Role Auditor -Include env=dev { aws iam list-users } | Where-Object ExitCode

    Runs in accounts of an organization, and shows where the program failed.
    .LINK
    Use-AwsRole
    #>
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Profile')]
    [OutputType('RoleAssist.Result')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ParameterSetName = 'Profile')]
        [Alias('ProfileName')]
        [ArgumentCompleter({ & (Get-Module -Name 'RoleAssist') { Complete-AwsProfile -Word $args[0] } $args[2] })]
        [string[]] $Profile,

        [Parameter(Mandatory = $true, ParameterSetName = 'File')]
        [string] $AccountsFile,

        [Parameter(Mandatory = $true, ParameterSetName = 'Organization')]
        [ArgumentCompleter({ & (Get-Module -Name 'RoleAssist') { Complete-AwsProfile -Word $args[0] } $args[2] })]
        [string] $Organization,

        [Parameter(ParameterSetName = 'Organization')]
        [Alias('OU')]
        [string[]] $OrganizationalUnit,

        [Parameter(Mandatory = $true, ParameterSetName = 'Organization')]
        [Parameter(ParameterSetName = 'File')]
        [string] $Role,

        [Parameter(Mandatory = $true, Position = 1, ParameterSetName = 'Profile')]
        [Parameter(Mandatory = $true, Position = 0, ParameterSetName = 'File')]
        [Parameter(Mandatory = $true, Position = 0, ParameterSetName = 'Organization')]
        [scriptblock] $ScriptBlock,

        [ArgumentCompleter({ & (Get-Module -Name 'RoleAssist') { Complete-AwsProfile -Word $args[0] } $args[2] })]
        [string] $SourceProfile,

        [string[]] $Include,

        [string[]] $Exclude,

        [ArgumentCompleter({ & (Get-Module -Name 'RoleAssist') { Complete-AwsRegion -Word $args[0] } $args[2] })]
        [string[]] $Region,

        [Alias('DurationInSeconds', 'Duration')]
        [ValidateRange(900, 43200)]
        [int] $DurationSeconds,

        [object[]] $ArgumentList = @(),

        [securestring] $MfaCode,

        [ValidateRange(0, 1000000)]
        [int] $ConfirmProduction,

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
        $selector = @{ profiles = $names.ToArray() }
        switch ($PSBoundParameters.Keys) {
            # The host has another current folder.
            'AccountsFile' { $selector.file = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($AccountsFile) }
            'OrganizationalUnit' { $selector.units = $OrganizationalUnit }
            { $_ -in 'Organization', 'Role', 'SourceProfile', 'Include', 'Exclude' } {
                $selector[$_.Substring(0, 1).ToLowerInvariant() + $_.Substring(1)] = $PSBoundParameters[$_]
            }
        }

        Initialize-AwsTools
        $connection = Connect-RoleHost
        $mfa = @{ Code = $MfaCode }
        $targets = @(Get-RoleTarget -Connection $connection -Selector $selector -Mfa $mfa)
        $confirmed = if ($PSBoundParameters.ContainsKey('ConfirmProduction')) { $ConfirmProduction }
        if (-not (Confirm-RoleTarget -Target $targets -ConfirmProduction $confirmed -Cmdlet $PSCmdlet)) {
            return
        }

        $runs = @(Get-RoleRun -Connection $connection -Target $targets -Region $Region -DurationSeconds $DurationSeconds -Mfa $mfa)
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
