function Use-AwsRole {
    <#
    .SYNOPSIS
    Uses an AWS role in this PowerShell and in the programs that it starts.
    .DESCRIPTION
    Assumes the role of a profile, or a role by its ARN, and asks for an MFA code if the role needs one. Then everything
    in this PowerShell works as the role: the AWS CLI, Terraform and other programs, and the AWS Tools for PowerShell in
    version 4 or 5.

    RoleAssist renews the credentials while PowerShell is open. They are in no variable, unless you pass -Delivery
    Environment or Endpoint.

    The role takes the place of one that Use-AwsRole has set before. If a role cannot be assumed, an error ends the
    script, and the role before stays.
    .PARAMETER Profile
    A profile in the AWS files.
    .PARAMETER RoleArn
    The role to assume, instead of the profile's.
    .PARAMETER SourceProfile
    The profile whose credentials assume the role.
    .PARAMETER Region
    The region to work in, instead of the profile's.
    .PARAMETER DurationSeconds
    How long the credentials are valid before they are renewed, 900 to 43200 seconds.
    .PARAMETER SessionName
    The name that CloudTrail records for what you do.
    .PARAMETER ExternalId
    The external ID that the role's owner gave you.
    .PARAMETER MfaSerial
    The serial number or ARN of the MFA device.
    .PARAMETER PolicyPreset
    Narrows what the role may do: read-only, no-iam or agent, each alone or for some services and regions, as in
    read-only:s3@eu-central-1; or only:s3,lambda for everything there and nothing elsewhere.
    .PARAMETER MfaCode
    The current code of the MFA device, as a secure string. Without it, you are asked if a code is needed.
    .PARAMETER Delivery
    How programs get the credentials: Profile (the default) through a generated profile without secrets, Endpoint
    through an address and a token in the environment, Environment as keys, which are not renewed, or Auto.
    .PARAMETER PassThru
    Returns the role, as Get-AwsRole does.
    .OUTPUTS
    RoleAssist.Role with -PassThru, otherwise nothing.
    .EXAMPLE
    Use-AwsRole prod-admin

    Assumes the role of profile prod-admin.
    .EXAMPLE
    Use-AwsRole -RoleArn arn:aws:iam::444455556666:role/admin -SourceProfile home -Region eu-west-1 -PassThru

    Assumes a role without a profile of its own, and shows it.
    .EXAMPLE
    Use-AwsRole prod-admin -MfaCode (Read-Host -Prompt Code -AsSecureString)

    Passes the MFA code, in a script that asks for it earlier.
    .LINK
    Clear-AwsRole
    .LINK
    Invoke-AwsRole
    #>
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Profile')]
    [OutputType('RoleAssist.Role')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ParameterSetName = 'Profile')]
        [Parameter(ParameterSetName = 'Role')]
        [Alias('ProfileName')]
        [ArgumentCompleter({ & (Get-Module -Name 'RoleAssist') { Complete-AwsProfile -Word $args[0] } $args[2] })]
        [string] $Profile,

        [Parameter(Mandatory = $true, ParameterSetName = 'Role')]
        [string] $RoleArn,

        [ArgumentCompleter({ & (Get-Module -Name 'RoleAssist') { Complete-AwsProfile -Word $args[0] } $args[2] })]
        [string] $SourceProfile,

        [ArgumentCompleter({ & (Get-Module -Name 'RoleAssist') { Complete-AwsRegion -Word $args[0] } $args[2] })]
        [string] $Region,

        [Alias('DurationInSeconds', 'Duration')]
        [ValidateRange(900, 43200)]
        [int] $DurationSeconds,

        [Alias('RoleSessionName')]
        [string] $SessionName,

        [string] $ExternalId,

        [string] $MfaSerial,

        [string] $PolicyPreset,

        [securestring] $MfaCode,

        [ValidateSet('Profile', 'Endpoint', 'Environment', 'Auto')]
        [string] $Delivery = 'Profile',

        [switch] $PassThru
    )

    # With another preference, a throw would not end a function.
    $ErrorActionPreference = 'Stop'
    Assert-NoBlock -Function 'Use-AwsRole'
    Assert-NoShadow -SessionState $PSCmdlet.SessionState
    $name = if ($Profile) { $Profile } else { $RoleArn }
    if (-not $PSCmdlet.ShouldProcess('this PowerShell', "Use the role '$name'")) {
        return
    }

    $request = @{}
    foreach ($option in $PSBoundParameters.Keys) {
        switch ($option) {
            'SessionName' { $request.roleSessionName = $SessionName }
            { $_ -in 'Profile', 'RoleArn', 'SourceProfile', 'Region', 'DurationSeconds', 'ExternalId', 'MfaSerial', 'PolicyPreset' } {
                $request[$option.Substring(0, 1).ToLowerInvariant() + $option.Substring(1)] = $PSBoundParameters[$option]
            }
        }
    }

    Initialize-AwsTools
    $connection = Connect-RoleHost
    $session = Request-AwsSession -Connection $connection -Request $request -Mfa @{ Code = $MfaCode }
    $given = Get-SessionDelivery -Connection $connection -SessionId $session.sessionId -Delivery $Delivery
    $info = ConvertTo-RoleInfo -Session $session

    # The AWS Tools prefer these variables to the environment. In the global scope they count for every script.
    $stored = @{
        StoredAWSCredentials = New-StoredCredential -Command $given.Command
        StoredAWSRegion      = $info.Region
    }
    if ($null -ne $script:RoleAssist.Role) {
        Restore-RoleState -Before $script:RoleAssist.Role.Before
        $script:RoleAssist.Role = $null
    }

    $before = @{ Environment = @{}; Stored = @{} }
    $script:RoleAssist.Role = @{ Connection = $connection; SessionId = $session.sessionId; Before = $before }
    Set-RoleState -Variables $given.Variables -Stored $stored -Before $before
    if ($PassThru) {
        $info
    }
}
