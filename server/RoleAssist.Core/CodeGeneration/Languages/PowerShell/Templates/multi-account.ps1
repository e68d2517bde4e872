#Requires -Version 5.1

# Does the same in several accounts and writes an object for each: ./multi-account.ps1 | Export-Csv -Path accounts.csv
& {
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

    # AWS takes a code once. It buys a session of the user, which assumes every role behind the device.
    $session = @{
        DurationInSeconds = 43200
        Region            = $region # whose STS is asked
«if sourceProfile»
        ProfileName       = «sourceProfile»
«end»
    }

    try {
        $serial = «mfaSerial»
        «include read-mfa-code»

        $session.SerialNumber = $serial
        $session.TokenCode = $code

        # Get-STSSessionToken returns the credentials themselves; Use-STSRole has them in a property.
        $source = @{ Credential = Get-STSSessionToken @session }
    }
    catch {
        throw [System.InvalidOperationException]::new("There is no session to begin with: $($_.Exception.Message)", $_.Exception)
    }
«else»

    # The credentials that assume the roles.
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
            [pscustomobject]@{
                Account    = $identity.Account
                Arn        = $identity.Arn
                RoleArn    = $role.RoleArn
                Region     = $region
                Expiration = $credentials.Expiration.ToUniversalTime()
            }
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
}
