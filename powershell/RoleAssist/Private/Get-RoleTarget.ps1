function Get-RoleTarget {
    <#
    .SYNOPSIS
    Returns the roles that the parameters of Invoke-AwsRole name or select.
    .DESCRIPTION
    Names are used as they are. The host selects the rest, as for "roleassist run": patterns of profiles, the accounts of
    a file or an organization, and those that conditions leave.
    .OUTPUTS
    Name: of the account or profile. Account: its ID, if it is known. Request: AssumeParams of the contract. IsSelected,
    IsProduction: whether the host has selected it, and whether it is production.
    #>
    [CmdletBinding()]
    [OutputType([psobject])]
    param(
        [Parameter(Mandatory = $true)]
        [hashtable] $Connection,

        # AccountSelector of the contract.
        [Parameter(Mandatory = $true)]
        [hashtable] $Selector,

        # Of Invoke-MfaRequest.
        [Parameter(Mandatory = $true)]
        [hashtable] $Mfa
    )

    $source = $Selector['sourceProfile']
    $chosen = @('file', 'organization', 'include', 'exclude' | Where-Object -FilterScript { $Selector[$_] })
    if ($chosen.Count -eq 0 -and -not ($Selector.profiles -match '[*?]')) {
        foreach ($name in $Selector.profiles) {
            $request = @{ profile = $name }
            if ($source) {
                $request.sourceProfile = $source
            }

            [pscustomobject] @{ Name = $name; Account = $null; Request = $request; IsSelected = $false; IsProduction = $false }
        }

        return
    }

    $found = Invoke-MfaRequest -Connection $Connection -Method 'roleassist/accounts/list' -Params @{ selector = $Selector } -Mfa $Mfa
    foreach ($account in $found.accounts) {
        $known = @{ id = $null; profile = $null; roleArn = $null; isProduction = $false }
        foreach ($property in $account.PSObject.Properties) {
            $known[$property.Name] = $property.Value
        }

        # The profile that lists the accounts of an organization assumes the roles in them, too.
        $request = if ($known.profile) { @{ profile = $known.profile } } else { @{ roleArn = $known.roleArn } }
        $by = if ($source -or $known.profile) { $source } else { $Selector['organization'] }
        if ($by) {
            $request.sourceProfile = $by
        }

        [pscustomobject] @{ Name = $known.name; Account = $known.id; Request = $request; IsSelected = $true; IsProduction = $known.isProduction }
    }
}
