@{
    RootModule           = 'RoleAssist.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '5c0f6f0b-6a35-4a36-9c55-0c9d6f1f7a11'
    Author               = 'RoleAssist'
    CompanyName          = 'RoleAssist'
    Copyright            = '(c) RoleAssist. MIT license.'
    Description          = 'Assumes AWS roles in a PowerShell session or for one block, in one account or many, with one MFA code. Needs RoleAssist, the extension for VS Code, on the same machine.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    FunctionsToExport    = @('Use-AwsRole', 'Clear-AwsRole', 'Get-AwsRole', 'Invoke-AwsRole')
    CmdletsToExport      = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags       = @('AWS', 'STS', 'AssumeRole', 'MFA', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
        }
    }
}
