# Writes PAGE from TEMPLATE, with @RULES@ replaced by what the file RULES_FILE holds.
file(READ ${RULES_FILE} RULES)
string(STRIP "${RULES}" RULES)
configure_file(${TEMPLATE} ${PAGE} @ONLY)
