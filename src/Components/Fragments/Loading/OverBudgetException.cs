namespace Components.Fragments;

/// <summary>A fragment has not read what it shows within its budget.</summary>
internal sealed class OverBudgetException(string fragment, TimeSpan budget) : Exception($"Fragment '{fragment}' has not read what it shows within its budget of {budget.TotalSeconds:0.###} s.");
