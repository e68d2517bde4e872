function Complete-AwsProfile {
    <#
    .SYNOPSIS
    Completes the name of a profile. What it is appears as a tip.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.CompletionResult])]
    param(
        [AllowEmptyString()]
        [string] $Word
    )

    $typed = $Word.Trim('''"')
    foreach ($found in Get-AwsProfile) {
        if ($found.name -like "$([WildcardPattern]::Escape($typed))*") {
            # A plain word needs no quotes.
            $text = if ($found.name -match '^[\w.@/+][\w.@/+-]*$') { $found.name } else { "'$($found.name -replace '[''\u2018-\u201b]', '$0$0')'" }
            $tip = (@($found.kind) + @('account', 'roleArn' | Where-Object -FilterScript { $found.PSObject.Properties[$_] } | ForEach-Object -Process { $found.$_ })) -join ', '
            New-Object -TypeName System.Management.Automation.CompletionResult -ArgumentList $text, $found.name, 'ParameterValue', $tip
        }
    }
}
