# The real module has the session cmdlets from AWS.Tools.Common, which it requires. This one brings them itself.
@{
    ModuleVersion     = '5.0.0'
    GUID              = '0a2f3a5c-7c1e-4f5e-9d0a-3f0c1e1d6a02'
    RootModule        = '../../RoleAssist.AwsToolsStandIn.dll'
    CmdletsToExport   = @(
        'Use-STSRole'
        'Get-STSSessionToken'
        'Get-STSCallerIdentity'
        'Get-AWSCredential'
        'Set-AWSCredential'
        'Clear-AWSCredential'
        'Set-DefaultAWSRegion'
        'Get-DefaultAWSRegion'
        'Initialize-AWSDefaultConfiguration'
        'Remove-AWSCredentialProfile'
    )
    FunctionsToExport = @()
    AliasesToExport   = @()
    VariablesToExport = @()
}
