#Requires -Version 5.1

function Get-RoleCredential {
    <#
    .SYNOPSIS
        Gets temporary credentials of an AWS role.
    .DESCRIPTION
«if roleArn»
        Assumes the role of profile «comment profile» unless the parameters say otherwise, and asks for an MFA code
        where the role needs one. Returns the credentials and sets nothing.
«else»
        Assumes a role with the credentials of profile «comment profile», and asks for an MFA code where the role needs
        one. Returns the credentials and sets nothing.
«end»

        An error ends the calling script unless it is caught. Its InnerException is that of the AWS SDK, and its
        FullyQualifiedErrorId is MfaCodeRefused, MfaCodeInvalid, the error code of AWS such as AccessDenied, or
        RoleNotAssumed.
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
    .PARAMETER TokenCode
        The device's code, instead of being asked for it. AWS takes a code once.
    .EXAMPLE
        Get-S3Bucket -Credential (Get-RoleCredential) -Region «comment region»
    .EXAMPLE
        Set-AWSCredential -Credential (Get-RoleCredential)

        Lets all cmdlets that follow use the role.
    .EXAMPLE
        Import-Csv -Path roles.csv | Get-RoleCredential
    .OUTPUTS
        Amazon.SecurityToken.Model.Credentials
    #>
    [CmdletBinding()]
    [OutputType('Amazon.SecurityToken.Model.Credentials')]
    param(
«if roleArn»
        [Parameter(ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [ValidatePattern('^arn:[\w-]+:iam::\d{12}:role/')]
        [string] $RoleArn = «roleArn»,
«else»
        [Parameter(Mandatory, ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [ValidatePattern('^arn:[\w-]+:iam::\d{12}:role/')]
        [string] $RoleArn,
«end»

        [Parameter(ValueFromPipelineByPropertyName)]
        [ValidateLength(2, 64)]
        [string] $RoleSessionName = «sessionName»,

        [Parameter(ValueFromPipelineByPropertyName)]
        [ValidateRange(900, 43200)]
        [int] $DurationInSeconds = «duration»,

        [Parameter(ValueFromPipelineByPropertyName)]
        [string] $Region = «region»,

        [Parameter(ValueFromPipelineByPropertyName)]
«if sourceProfile»
        [string] $ProfileName = «sourceProfile»,
«else»
        [string] $ProfileName,
«end»

        [Parameter(ValueFromPipelineByPropertyName)]
«if externalId»
        [string] $ExternalId = «externalId»,
«else»
        [string] $ExternalId,
«end»

        [Parameter(ValueFromPipelineByPropertyName)]
«if mfaSerial»
        [string] $SerialNumber = «mfaSerial»,
«else»
        [string] $SerialNumber,
«end»

        [Parameter(ValueFromPipelineByPropertyName)]
        [string] $TokenCode
    )

    process {
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

        $errorId = 'RoleNotAssumed'
        try {
            «include modules»

            if ($SerialNumber) {
                $errorId = 'MfaCodeInvalid'
                $serial = $SerialNumber
                $code = $TokenCode
                if (-not $code) {
                    «include ask-mfa-code»
                }

                «include check-mfa-code»

                $role.SerialNumber = $serial
                $role.TokenCode = $code
                $errorId = 'RoleNotAssumed'
            }

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
            # The cmdlets wrap what the SDK reports.
            $fault = $_.Exception
            if ($fault.InnerException) {
                $fault = $fault.InnerException
            }

            if ($fault.Message -match 'MultiFactorAuthentication failed') {
                $errorId = 'MfaCodeRefused'
            }
            elseif ($fault.PSObject.Properties['ErrorCode'] -and $fault.ErrorCode) {
                $errorId = $fault.ErrorCode
            }

            # Ends the calling script too. $PSCmdlet.ThrowTerminatingError would end one statement of it.
            throw [System.Management.Automation.ErrorRecord]::new(
                [System.InvalidOperationException]::new("The role was not assumed: $($fault.Message)", $fault),
                $errorId,
                [System.Management.Automation.ErrorCategory]::PermissionDenied,
                $RoleArn)
        }

        $credentials
    }
}
«cursor»
