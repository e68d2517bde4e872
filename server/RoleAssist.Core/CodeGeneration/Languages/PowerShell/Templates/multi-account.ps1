#Requires -Version 5.1

# Does the same work in several accounts and outputs an object for each account and region:
# ./multi-account.ps1 | Export-Csv -Path accounts.csv
& {
    «include header»
    $region = «region» # selects the STS endpoint
    $regions = @($region) # where the work is done
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
        Region            = $region
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

    # Runs once for each account. Pass the account's credentials to every cmdlet.
    $work = {
        $account = $_
        $ErrorActionPreference = 'Stop'
        foreach ($region in $account.Regions) {
            $value = $null
            $fault = $account.Error
            if ($null -eq $fault) {
                try {
                    # With -Parallel, there are no modules and no variables of this script.
                    Import-Module -Name $account.Module
                    $value = (Get-STSCallerIdentity -Credential $account.Credentials -Region $region).Arn
                    «cursor»
                }
                catch {
                    # Continue with the other regions and accounts.
                    $fault = $_
                }
            }

            [pscustomobject]@{ Account = $account.Id; Region = $region; Value = $value; Error = $fault }
        }
    }

    $module = (Get-Command -Name 'Use-STSRole').ModuleName
    $accounts = foreach ($role in $roles) {
        $credentials = $null
        $fault = $null
        try {
            $credentials = (Use-STSRole @role @source -Region $region).Credentials
        }
        catch {
            $fault = $_
        }

        @{ Id = $role.RoleArn.Split(':')[4]; Regions = $regions; Credentials = $credentials; Error = $fault; Module = $module }
    }

    # Windows PowerShell has no -Parallel.
    $way = if ($PSVersionTable.PSVersion.Major -ge 7) { @{ Parallel = $work; ThrottleLimit = 10 } } else { @{ Process = $work } }
    $failures = 0
    $accounts | ForEach-Object @way | ForEach-Object -Process {
        $_
        if ($null -ne $_.Error) {
            $failures++
        }
    }

    if ($failures -gt 0) {
        throw "$failures of $($roles.Count * $regions.Count) failed. See the Error of each object."
    }
}
