«include modules»

# Works as the role of profile «comment profile».
# To keep it for the commands that follow, start the script with a dot: . ./assume-role.ps1

«include header»
$region = «region»
«include assume-roles»

# For the cmdlets from here to the end of the script. Whatever is set within a function is gone when it returns.
Set-AWSCredential -Credential $credentials
Set-DefaultAWSRegion -Region $region

$identity = Get-STSCallerIdentity
Write-Output "Working as $($identity.Arn) until $($credentials.Expiration.ToUniversalTime().ToString('u'))"
«cursor»
