#Requires -Version 5.1
#Requires -Modules AWS.Tools.SecurityToken

# Works as the role of profile «comment profile».

Set-StrictMode -Version Latest

# A cmdlet of AWS that fails ends its own statement only: without this line the script would go on without the role.
$ErrorActionPreference = 'Stop'

$region = «region»

$role = @{
    RoleArn           = «roleArn»
    RoleSessionName   = «sessionName» # what CloudTrail shows
    DurationInSeconds = «duration»
    Region            = $region # the STS that is asked
«if sourceProfile»
    ProfileName       = «sourceProfile»
«end»
«if externalId»
    ExternalId        = «externalId»
«end»
}
«if mfaSerial»

# Asked for as a secure string, so that the code shows on no screen and in no transcript.
$code = Read-Host -Prompt ('MFA code of ' + «mfaSerial») -AsSecureString
$role.SerialNumber = «mfaSerial»
$role.TokenCode = [System.Net.NetworkCredential]::new('', $code).Password
«end»

try {
    $credentials = (Use-STSRole @role).Credentials
}
catch {
    throw "The role was not assumed: $($_.Exception.Message)"
}
«each chainedRole»

# The role above assumes the next one. AWS gives a session that is begun by another role an hour at most.
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
try {
    $credentials = (Use-STSRole @role).Credentials
}
catch {
    throw "The role was not assumed: $($_.Exception.Message)"
}
«end»

# From here on the cmdlets of this script work as the role. To keep it afterwards, start the script with a dot: . ./assume-role.ps1
Set-AWSCredential -Credential $credentials
Set-DefaultAWSRegion -Region $region

$identity = Get-STSCallerIdentity
Write-Output "Working as $($identity.Arn) until $($credentials.Expiration.ToUniversalTime().ToString('u'))"
«cursor»
