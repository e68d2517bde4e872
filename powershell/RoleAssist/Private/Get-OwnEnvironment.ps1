function Get-OwnEnvironment {
    <#
    .SYNOPSIS
    Returns the environment variables that decide about AWS as they are without the role of a block and of Use-AwsRole.
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

    # From the innermost block outward.
    for ($block = $script:RoleAssist.Block; $null -ne $block; $block = $block.Outer) {
        foreach ($change in $block.Before.Environment.GetEnumerator()) {
            $own[$change.Key] = $change.Value
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
