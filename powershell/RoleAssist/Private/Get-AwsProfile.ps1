function Get-AwsProfile {
    <#
    .SYNOPSIS
    Lists the profiles in the AWS files. Returns nothing if that fails: completion must not show errors.
    #>
    [CmdletBinding()]
    [OutputType([psobject])]
    param()

    try {
        (Get-RoleHostResult -Connection (Connect-RoleHost) -Method 'roleassist/profiles/list').profiles
    }
    catch {
        Write-Debug -Message $_.Exception.Message
    }
}
