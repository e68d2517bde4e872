function ConvertTo-RoleError {
    <#
    .SYNOPSIS
    Turns an error of the host's (ErrorData in the contract) into a PowerShell error.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param(
        [Parameter(Mandatory = $true)]
        [object] $Fault,

        # What to do, instead of the host's hint.
        [string] $Hint
    )

    $data = @{}
    if ($Fault.PSObject.Properties['data'] -and $null -ne $Fault.data) {
        foreach ($property in $Fault.data.PSObject.Properties) {
            $data[$property.Name] = $property.Value
        }
    }

    $id = if ($data['code']) { $data['code'] } else { 'Internal' }
    $advice = if ($Hint) { $Hint } else { $data['hint'] }
    New-RoleError -Id $id -Message "$($Fault.message) $advice".Trim() -Target $data['profile']
}
