function Confirm-RoleTarget {
    <#
    .SYNOPSIS
    Returns whether to run in the accounts. Asks before several that were selected, with the rules of "roleassist run".
    .DESCRIPTION
    Who has written the name of each profile has chosen. A pattern, a file or an organization may select more than
    expected: then the number of production accounts is to be typed.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param(
        # Of Get-RoleTarget.
        [Parameter(Mandatory = $true)]
        [object[]] $Target,

        # The number of production accounts that the caller has confirmed; null if it has not.
        [AllowNull()]
        [object] $ConfirmProduction,

        [Parameter(Mandatory = $true)]
        [System.Management.Automation.PSCmdlet] $Cmdlet
    )

    $names = @($Target | ForEach-Object -Process { $_.Name })
    $list = ($names | Select-Object -First 5) -join ', '
    $more = if ($names.Count -gt 5) { " and $($names.Count - 5) more" }
    $isAsked = $ConfirmPreference -in 'Low', 'Medium'
    if (($WhatIfPreference -or $isAsked) -and -not $Cmdlet.ShouldProcess("$list$more", 'Run the block')) {
        return $false
    }

    $production = @($Target | Where-Object -Property 'IsProduction').Count
    $selected = @($Target | Where-Object -Property 'IsSelected').Count
    if ($selected -gt 0 -and $null -ne $ConfirmProduction -and $ConfirmProduction -ne $production) {
        throw (New-RoleError -Id 'InvalidArgument' -Message "The block would run in $production production accounts, not $ConfirmProduction. Look at them with -WhatIf.")
    }

    if ($selected -le 1 -or $null -ne $ConfirmProduction -or ($production -eq 0 -and ($isAsked -or $ConfirmPreference -eq 'None'))) {
        return $true
    }

    $where = "Run in $selected accounts"
    $option = '-Confirm:$false'
    if ($production -gt 0) {
        $where = "$where, $production of them production"
        $option = "-ConfirmProduction $production"
    }

    $refusal = New-RoleError -Id 'ConfirmationRequired' -Message "${where}: nobody can be asked. Add $option, or look at the accounts first with -WhatIf."
    if (-not (Test-CanAsk)) {
        throw $refusal
    }

    try {
        $isConfirmed = if ($production -gt 0) { "$(Read-Host -Prompt "$where ($list$more)? Type $production to go on")".Trim() -eq "$production" }
        else { $Cmdlet.ShouldContinue("$where ($list$more)?", 'Run in several accounts') }
    }
    catch [System.Management.Automation.PSInvalidOperationException] {
        # PowerShell was started with -NonInteractive.
        throw $refusal
    }

    if (-not $isConfirmed) {
        throw (New-RoleError -Id 'ConfirmationRequired' -Message 'Nothing was run.')
    }

    $true
}
