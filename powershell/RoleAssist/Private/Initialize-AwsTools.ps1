function Initialize-AwsTools {
    <#
    .SYNOPSIS
    Lets the AWS Tools, if they are installed, find the user's AWS files before a role changes the environment.
    .DESCRIPTION
    Their SDK reads AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE once. If it did so while a role is in use, it would
    go on reading the files of that role when the role has been taken back.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseSingularNouns', '', Justification = 'The name of the AWS Tools.')]
    [CmdletBinding()]
    param()

    # This also loads their module. The SDK is loaded when .NET looks at the type of a parameter.
    $command = Get-Command -Name 'Set-AWSCredential' -CommandType Cmdlet -ErrorAction Ignore
    if ($null -ne $command) {
        $sdk = $command.Parameters['Credential'].ParameterType.Assembly
        $files = $sdk.GetType('Amazon.Runtime.CredentialManagement.SharedCredentialsFile')
        [System.Runtime.CompilerServices.RuntimeHelpers]::RunClassConstructor($files.TypeHandle)
    }
}
