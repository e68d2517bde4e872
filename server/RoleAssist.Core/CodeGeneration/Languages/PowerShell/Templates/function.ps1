#Requires -Version 5.1

function Get-RoleCredential {
    <#
    .SYNOPSIS
        Gets temporary credentials of an AWS role.
    .DESCRIPTION
«if roleArn»
        By default, assumes the role of profile «comment profile». Asks for an MFA code if the role requires one.
        Returns the credentials and changes nothing else.
«else»
        Assumes a role with the credentials of profile «comment profile». Asks for an MFA code if the role requires one.
        Returns the credentials and changes nothing else.
«end»

        An error ends the calling script unless it is caught. InnerException is the exception of the AWS SDK, and
        FullyQualifiedErrorId is MfaCodeRefused, MfaCodeInvalid, an AWS error code such as AccessDenied, or
        RoleNotAssumed.
    .PARAMETER RoleArn
        The role to assume.
    .PARAMETER RoleSessionName
        The session name that CloudTrail records.
    .PARAMETER DurationInSeconds
        The lifetime of the credentials in seconds.
    .PARAMETER Region
        The region of the STS endpoint.
    .PARAMETER ProfileName
        The source profile. By default, the credentials that the cmdlets would use.
    .PARAMETER ExternalId
        The external ID that the role requires.
    .PARAMETER SerialNumber
        The MFA device. Without one, no code is needed.
    .PARAMETER TokenCode
        The device's code, to skip the prompt. AWS accepts each code once.
    .EXAMPLE
        Get-S3Bucket -Credential (Get-RoleCredential) -Region «comment region»
    .EXAMPLE
        Set-AWSCredential -Credential (Get-RoleCredential)

        All following cmdlets use the role.
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

            # Use the role above to assume the next one. AWS limits chained role sessions to one hour.
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
            # The cmdlets wrap the exceptions of the SDK.
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

            # Also ends the calling script. $PSCmdlet.ThrowTerminatingError would only end a statement in it.
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
