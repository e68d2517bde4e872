«include modules»

# Does the same in several accounts and tells of each how it went.

«include header»
$region = «region»
$roles = @(
«each account»
    @{
        RoleArn           = «roleArn»
        RoleSessionName   = «sessionName» # what CloudTrail shows
        DurationInSeconds = «duration»
«if externalId»
        ExternalId        = «externalId»
«end»
    }
«end»
)
«if mfaSerial»

# AWS takes a code once. It buys a session of the user's own, with which every role behind the device is assumed.
$session = @{
    DurationInSeconds = 43200
    Region            = $region # whose STS is asked
    SerialNumber      = «mfaSerial»
«if sourceProfile»
    ProfileName       = «sourceProfile»
«end»
}

# A secure string, so that the code shows on no screen and in no transcript.
$code = Read-Host -Prompt "MFA code of $($session.SerialNumber)" -AsSecureString
$session.TokenCode = [System.Net.NetworkCredential]::new('', $code).Password

try {
    # These are the credentials themselves, where Use-STSRole has them in a property.
    $source = @{ Credential = Get-STSSessionToken @session }
}
catch {
    throw "There is no session to begin with: $($_.Exception.Message)"
}
«else»

# Whose credentials assume the roles.
«if sourceProfile»
$source = @{ ProfileName = «sourceProfile» }
«else»
$source = @{}
«end»
«end»

$failures = 0
foreach ($role in $roles) {
    try {
        $credentials = (Use-STSRole @role @source -Region $region).Credentials

        # What is done in each account: every cmdlet gets the account's credentials.
        $identity = Get-STSCallerIdentity -Credential $credentials -Region $region
        Write-Output "Working as $($identity.Arn)"
        «cursor»
    }
    catch {
        # The other accounts are still done.
        $failures++
        Write-Error -Message "$($role.RoleArn): $($_.Exception.Message)" -ErrorAction Continue
    }
}

if ($failures -gt 0) {
    throw "$failures of $($roles.Count) accounts failed."
}
