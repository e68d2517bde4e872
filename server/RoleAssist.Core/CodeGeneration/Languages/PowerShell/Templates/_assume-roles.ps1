«if roleArn»
$role = @{
    RoleArn           = «roleArn»
    RoleSessionName   = «sessionName» # what CloudTrail shows
    DurationInSeconds = «duration»
    Region            = $region # whose STS is asked
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

    # The role above assumes the next one. Its session lasts an hour at most, whatever the role allows.
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
    # They are temporary already, and AWS does not exchange them.
    $found = (Get-AWSCredential -ProfileName «sourceProfile»).GetCredentials()
    $credentials = @{ AccessKeyId = $found.AccessKey; SecretAccessKey = $found.SecretKey; SessionToken = $found.Token }
}
catch {
    throw [System.InvalidOperationException]::new("There are no temporary credentials: $($_.Exception.Message)", $_.Exception)
}
«else»
$session = @{
    DurationInSeconds = «duration»
    Region            = $region # whose STS is asked
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
    # Get-STSSessionToken returns the credentials themselves; Use-STSRole has them in a property.
    $credentials = Get-STSSessionToken @session
}
catch {
    throw [System.InvalidOperationException]::new("There are no temporary credentials: $($_.Exception.Message)", $_.Exception)
}
«end»
«end»
