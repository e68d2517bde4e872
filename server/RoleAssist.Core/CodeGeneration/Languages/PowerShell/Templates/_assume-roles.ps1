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
«if mfaSerial»
    SerialNumber      = «mfaSerial»
«end»
}
«if mfaSerial»

# A secure string, so that the code shows on no screen and in no transcript.
$code = Read-Host -Prompt "MFA code of $($role.SerialNumber)" -AsSecureString
$role.TokenCode = [System.Net.NetworkCredential]::new('', $code).Password
«end»

try {
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
    throw "The role was not assumed: $($_.Exception.Message)"
}
«else»
«if temporary»
try {
    # Temporary as they are: AWS exchanges no such credentials for others.
    $found = (Get-AWSCredential -ProfileName «sourceProfile»).GetCredentials()
    $credentials = @{ AccessKeyId = $found.AccessKey; SecretAccessKey = $found.SecretKey; SessionToken = $found.Token }
}
catch {
    throw "There are no temporary credentials: $($_.Exception.Message)"
}
«else»
$session = @{
    DurationInSeconds = «duration»
    Region            = $region # whose STS is asked
«if sourceProfile»
    ProfileName       = «sourceProfile»
«end»
«if mfaSerial»
    SerialNumber      = «mfaSerial»
«end»
}
«if mfaSerial»

# A secure string, so that the code shows on no screen and in no transcript.
$code = Read-Host -Prompt "MFA code of $($session.SerialNumber)" -AsSecureString
$session.TokenCode = [System.Net.NetworkCredential]::new('', $code).Password
«end»

try {
    # These are the credentials themselves, where Use-STSRole has them in a property.
    $credentials = Get-STSSessionToken @session
}
catch {
    throw "There are no temporary credentials: $($_.Exception.Message)"
}
«end»
«end»
