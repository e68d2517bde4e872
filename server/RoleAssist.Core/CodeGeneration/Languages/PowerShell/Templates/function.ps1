«include modules»

function Get-RoleCredential {
    <#
    .SYNOPSIS
        Gets temporary credentials of an AWS role.
    .DESCRIPTION
        Assumes the role of profile «comment profile» unless the parameters say otherwise, and asks for an MFA code
        where the role needs one. Returns the credentials and sets nothing, because what a function sets is gone when
        it returns.
    .PARAMETER RoleArn
        The role to assume.
    .PARAMETER RoleSessionName
        What CloudTrail shows.
    .PARAMETER DurationInSeconds
        How long the credentials last.
    .PARAMETER Region
        The region whose STS is asked.
    .PARAMETER ProfileName
        The profile that assumes the role; without one, the credentials that the cmdlets would use.
    .PARAMETER ExternalId
        The external ID that the role's owner asks for.
    .PARAMETER SerialNumber
        The MFA device; without one, no code is asked for.
    .EXAMPLE
        Get-S3Bucket -Credential (Get-RoleCredential) -Region «comment region»
    .EXAMPLE
        Set-AWSCredential -Credential (Get-RoleCredential)

        Lets all cmdlets that follow work as the role.
    .OUTPUTS
        Amazon.SecurityToken.Model.Credentials
    #>
    [CmdletBinding()]
    [OutputType('Amazon.SecurityToken.Model.Credentials')]
    param(
        [ValidatePattern('^arn:[\w-]+:iam::\d{12}:role/')]
        [string] $RoleArn = «roleArn»,

        [ValidateLength(2, 64)]
        [string] $RoleSessionName = «sessionName»,

        [ValidateRange(900, 43200)]
        [int] $DurationInSeconds = «duration»,

        [string] $Region = «region»,

«if sourceProfile»
        [string] $ProfileName = «sourceProfile»,
«else»
        [string] $ProfileName,
«end»

«if externalId»
        [string] $ExternalId = «externalId»,
«else»
        [string] $ExternalId,
«end»

«if mfaSerial»
        [string] $SerialNumber = «mfaSerial»
«else»
        [string] $SerialNumber
«end»
    )

    $role = @{
        RoleArn           = $RoleArn
        RoleSessionName   = $RoleSessionName
        DurationInSeconds = $DurationInSeconds
        Region            = $Region
    }
    if ($ProfileName) {
        $role.ProfileName = $ProfileName
    }

    if ($ExternalId) {
        $role.ExternalId = $ExternalId
    }

    if ($SerialNumber) {
        # A secure string, so that the code shows on no screen and in no transcript.
        $code = Read-Host -Prompt "MFA code of $SerialNumber" -AsSecureString
        $role.SerialNumber = $SerialNumber
        $role.TokenCode = [System.Net.NetworkCredential]::new('', $code).Password
    }

    try {
        $credentials = (Use-STSRole @role).Credentials
«each chainedRole»

        # The role above assumes the next one. Its session lasts an hour at most, whatever the role allows.
        $role = @{
            RoleArn           = «roleArn»
            RoleSessionName   = $RoleSessionName
            DurationInSeconds = [Math]::Min($DurationInSeconds, 3600)
            Region            = $Region
            Credential        = $credentials
«if externalId»
            ExternalId        = «externalId»
«end»
        }
        $credentials = (Use-STSRole @role).Credentials
«end»
    }
    catch {
        # Ends the calling script too. A cmdlet's own error would end one statement of it.
        throw "The role was not assumed: $($_.Exception.Message)"
    }

    $credentials
}
«cursor»
