function Get-OwnEnvironment {
    <#
    .SYNOPSIS
    Returns the environment variables that decide about AWS as they are without the role that Use-AwsRole has set.
    #>
    [CmdletBinding()]
    [OutputType([System.Collections.IDictionary])]
    param()

    $own = New-Object -TypeName 'System.Collections.Generic.SortedDictionary[string,object]'
    foreach ($variable in Get-ChildItem -LiteralPath 'Env:') {
        if ($variable.Name -match '^(AWS|ROLEASSIST)_') {
            $own[$variable.Name] = $variable.Value
        }
    }

    if ($null -ne $script:RoleAssist.Role) {
        foreach ($change in $script:RoleAssist.Role.Before.Environment.GetEnumerator()) {
            $own[$change.Key] = $change.Value
        }
    }

    # Not enumerated into the pipeline.
    , $own
}
