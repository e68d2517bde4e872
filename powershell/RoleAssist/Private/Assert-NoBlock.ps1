function Assert-NoBlock {
    <#
    .SYNOPSIS
    Fails in a block of Invoke-AwsRole, which takes back the role of the block at its end, and no other.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [string] $Function
    )

    if ($null -ne $script:RoleAssist.Block) {
        throw (New-RoleError -Id 'NotInBlock' -Message "$Function cannot be used in a block of Invoke-AwsRole. Use another Invoke-AwsRole in it.")
    }
}
