#Requires -Version 5.1

# Does the same work in several accounts and outputs an object for each:
# ./multi-account.ps1 | Export-Csv -Path accounts.csv
& {
    «include header»
    $region = «region»
    $roles = @(
«each account»
        @{
            RoleArn           = «roleArn»
            RoleSessionName   = «sessionName» # recorded by CloudTrail
            DurationInSeconds = «duration»
«if externalId»
            ExternalId        = «externalId»
«end»
        }
«end»
    )
«if mfaSerial»

    # AWS accepts each code once, so use it for a user session, which can assume all roles that need the device.
    $session = @{
        DurationInSeconds = 43200
        Region            = $region # selects the STS endpoint
«if sourceProfile»
        ProfileName       = «sourceProfile»
«end»
    }

    try {
        $serial = «mfaSerial»
        «include read-mfa-code»

        $session.SerialNumber = $serial
        $session.TokenCode = $code

        # Get-STSSessionToken returns the credentials directly; Use-STSRole returns them in a property.
        $source = @{ Credential = Get-STSSessionToken @session }
    }
    catch {
        throw [System.InvalidOperationException]::new("Could not get a session: $($_.Exception.Message)", $_.Exception)
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

            # Runs in each account. Pass the account's credentials to every cmdlet.
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
            # Continue with the other accounts.
            $failures++
            Write-Error -Message "$($role.RoleArn): $($_.Exception.Message)" -ErrorAction Continue
        }
    }

    if ($failures -gt 0) {
        throw "$failures of $($roles.Count) accounts failed."
    }
}
