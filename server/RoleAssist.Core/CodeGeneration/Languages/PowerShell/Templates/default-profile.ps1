«include modules»

# Makes profile «comment profile» the default of everything on this machine, containers with ~/.aws mounted included.
# The temporary credentials lie in the file in plain text until they expire. Remove them with: ./default-profile.ps1 -Remove
[CmdletBinding()]
param(
    # Overwrites a default profile that is there already.
    [switch] $Force,

    # Removes the default profile instead.
    [switch] $Remove
)

«include header»
$region = «region»

# The file that all tools share. Without -ProfileLocation the AWS Tools may write to a store of .NET's own, which no other tool reads.
$file = $Env:AWS_SHARED_CREDENTIALS_FILE
if (-not $file) {
    $file = Join-Path -Path $HOME -ChildPath '.aws' | Join-Path -ChildPath 'credentials'
}

if ($Remove) {
    Remove-AWSCredentialProfile -ProfileName 'default' -ProfileLocation $file -Force
    return
}

if ((Test-Path -LiteralPath $file) -and (Select-String -LiteralPath $file -Pattern '^\s*\[\s*default\s*\]' -Quiet) -and -not $Force) {
    throw "There is a default profile in $file already. To overwrite it: ./default-profile.ps1 -Force"
}

«include assume-roles»

if (-not (Test-Path -LiteralPath $file)) {
    New-Item -Path $file -ItemType File -Force | Out-Null
}

# Windows keeps a home folder from others by itself.
if (Get-Command -Name 'chmod' -CommandType Application -ErrorAction SilentlyContinue) {
    chmod 600 $file
}

# -Credential would not do: of a session's credentials only the parts can be stored.
$default = @{
    AccessKey       = $credentials.AccessKeyId
    SecretKey       = $credentials.SecretAccessKey
    SessionToken    = $credentials.SessionToken
    Region          = $region
    ProfileLocation = $file
}
Initialize-AWSDefaultConfiguration @default

$identity = Get-STSCallerIdentity -ProfileName 'default' -ProfileLocation $file
«if temporary»
Write-Output "The default profile works as $($identity.Arn)"
«else»
Write-Output "The default profile works as $($identity.Arn) until $($credentials.Expiration.ToUniversalTime().ToString('u'))"
«end»
«cursor»
