<?xml version="1.0" encoding="UTF-8"?>
<!-- A peer of `cbds convert`: a census return to a CSV of 12 columns. It puts nothing in quotation marks. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:template match="/Message">
    <xsl:text>UPN,Surname,Forename,DOB,Sex,Ethnicity,Language,ServiceChild,EnrolStatus,EntryDate,NCyearActual,SENprovision&#10;</xsl:text>
    <xsl:apply-templates select="Pupils/PupilsOnRoll/PupilOnRoll | Pupils/PupilsNoLongerOnRoll/PupilNoLongerOnRoll"/>
  </xsl:template>
  <xsl:template match="PupilOnRoll | PupilNoLongerOnRoll">
    <xsl:value-of select="concat(PupilIdentifiers/UPN, ',', PupilIdentifiers/Surname, ',', PupilIdentifiers/Forename, ',',
                                 PupilIdentifiers/DOB, ',', PupilIdentifiers/Sex, ',', PupilCharacteristics/Ethnicity, ',',
                                 PupilCharacteristics/Language, ',', PupilCharacteristics/ServiceChild, ',', PupilStatus/EnrolStatus, ',',
                                 PupilStatus/EntryDate, ',', PupilStatus/NCyearActual, ',', SpecialEducationalNeeds/SENprovision, '&#10;')"/>
  </xsl:template>
</xsl:stylesheet>
