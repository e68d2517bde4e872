«if roleArn»
$role = @{
    RoleArn           = «roleArn»
    RoleSessionName   = «sessionName» # recorded by CloudTrail
    DurationInSeconds = «duration»
    Region            = $region # selects the STS endpoint
«if sourceProfile»
    ProfileName       = «sourceProfile»
«end»
«if externalId»
    ExternalId        = «externalId»
«end»
}

try {
«if mfaSerial»
    $serial = «mfaSerial»
    «include read-mfa-code»

    $role.SerialNumber = $serial
    $role.TokenCode = $code
«end»
    $credentials = (Use-STSRole @role).Credentials
«each chainedRole»

    # Use the role above to assume the next one. AWS limits chained role sessions to one hour.
    $role = @{
        RoleArn           = «roleArn»
        RoleSessionName   = «sessionName»
        DurationInSeconds = «duration»
        Region            = $region
        Credential        = $credentials
«if externalId»
        ExternalId        = «externalId»
«end»
    }
    $credentials = (Use-STSRole @role).Credentials
«end»
}
catch {
    throw [System.InvalidOperationException]::new("The role was not assumed: $($_.Exception.Message)", $_.Exception)
}
«else»
«if temporary»
try {
    # These credentials are temporary already; AWS does not issue a session for them.
    $found = (Get-AWSCredential -ProfileName «sourceProfile»).GetCredentials()
    $credentials = @{ AccessKeyId = $found.AccessKey; SecretAccessKey = $found.SecretKey; SessionToken = $found.Token }
}
catch {
    throw [System.InvalidOperationException]::new("Could not get temporary credentials: $($_.Exception.Message)", $_.Exception)
}
«else»
$session = @{
    DurationInSeconds = «duration»
    Region            = $region # selects the STS endpoint
«if sourceProfile»
    ProfileName       = «sourceProfile»
«end»
}

try {
«if mfaSerial»
    $serial = «mfaSerial»
    «include read-mfa-code»

    $session.SerialNumber = $serial
    $session.TokenCode = $code
«end»
    # Get-STSSessionToken returns the credentials directly; Use-STSRole returns them in a property.
    $credentials = Get-STSSessionToken @session
}
catch {
    throw [System.InvalidOperationException]::new("Could not get temporary credentials: $($_.Exception.Message)", $_.Exception)
}
«end»
«end»
