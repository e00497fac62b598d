from django import forms

from form.models import Lead


class SignUpForm(forms.Form):
    """What somebody says who signs up. That an address has signed up before is no mistake of
    theirs, so it is not looked at here.
    """

    name = forms.CharField(
        max_length=Lead._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "name", "placeholder": "Ada Lovelace"}),
        error_messages={"required": "Tell us your name."},
    )
    email = forms.EmailField(
        label="E-mail address",
        max_length=Lead._meta.get_field("email").max_length,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "placeholder": "ada@example.com"},
        ),
        error_messages={
            "required": "Tell us your e-mail address.",
            "invalid": "This is no e-mail address; one looks like ada@example.com.",
        },
    )
    preview = forms.BooleanField(
        label="Show me the course's material before it begins", required=False
    )

    def full_clean(self):
        super().full_clean()
        # On a phone the form is below the top of the page, and nobody would see what is wrong.
        for name in list(self._errors or {})[:1]:
            self.fields[name].widget.attrs["autofocus"] = True

    def clean_email(self):
        # Nobody has two mailboxes that differ only in case.
        return self.cleaned_data["email"].lower()
